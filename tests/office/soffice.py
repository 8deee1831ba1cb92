"""LibreOffice, started for one job and gone: what another program reads in our files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

_NAME = "http://openoffice.org/2000"
#: Opens each file of a list, counts its tracked changes and its comments, and stores what it is
#: when all of them are accepted and when all are rejected.
_MACRO = """
Sub Judge(sList As String)
  Dim iFile As Integer, aPath As String
  iFile = FreeFile
  Open sList For Input As #iFile
  Do While Not EOF(iFile)
    Line Input #iFile, aPath
    If aPath <> "" Then Decide aPath
  Loop
  Close #iFile
  StarDesktop.terminate()
End Sub

Sub Decide(sPath As String)
  Settle sPath, ".uno:AcceptAllTrackedChanges", ".accepted.txt"
  Settle sPath, ".uno:RejectAllTrackedChanges", ".rejected.txt"
End Sub

Sub Settle(sPath As String, sVerdict As String, sEnding As String)
  Dim aHidden(0) As New com.sun.star.beans.PropertyValue
  Dim aPlain(1) As New com.sun.star.beans.PropertyValue
  Dim aNone(0) As New com.sun.star.beans.PropertyValue
  Dim oDoc As Object, oChanges As Object, iFile As Integer, sKinds As String
  aHidden(0).Name = "Hidden"
  aHidden(0).Value = True
  oDoc = StarDesktop.loadComponentFromURL(ConvertToURL(sPath), "_blank", 0, aHidden())
  oChanges = oDoc.Redlines.createEnumeration()
  Do While oChanges.hasMoreElements()
    sKinds = sKinds & oChanges.nextElement().RedlineType & Chr(10)
  Loop
  iFile = FreeFile
  Open sPath & ".changes" For Output As #iFile
  Print #iFile, sKinds
  Close #iFile
  createUnoService("com.sun.star.frame.DispatchHelper").executeDispatch( _
    oDoc.CurrentController.Frame, sVerdict, "", 0, aNone())
  aPlain(0).Name = "FilterName"
  aPlain(0).Value = "Text (encoded)"
  aPlain(1).Name = "FilterOptions"
  aPlain(1).Value = "UTF8,LF,,,"
  oDoc.storeToURL(ConvertToURL(sPath & sEnding), aPlain())
  oDoc.close(True)
End Sub
"""
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?><script:module '
    f'xmlns:script="{_NAME}/script" script:name="Judging" script:language="StarBasic">'
    "{macro}</script:module>"
)
_LIBRARY = (
    '<?xml version="1.0" encoding="UTF-8"?><library:library '
    f'xmlns:library="{_NAME}/library" library:name="Standard" library:readonly="false" '
    'library:passwordprotected="false"><library:element library:name="Judging"/>'
    "</library:library>"
)


class Office:
    """LibreOffice with a profile of its own."""

    def __init__(self, place: Path) -> None:
        found = shutil.which("soffice")
        if found is None:
            raise FileNotFoundError(
                "These tests open our files with LibreOffice: install libreoffice-writer."
            )
        self._program = found
        self._place = place
        self._run("--terminate_after_init")  # makes a profile, and an empty library in it
        basic = place / "profile/user/basic/Standard"
        macro = _MACRO.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        (basic / "Judging.xba").write_text(_MODULE.replace("{macro}", macro), "utf-8")
        (basic / "script.xlb").write_text(_LIBRARY, "utf-8")

    def as_text(self, *files: Path) -> list[str]:
        """What LibreOffice reads in each file, as plain text."""
        self._run("--convert-to", "txt:Text (encoded):UTF8,LF,,,", "--outdir",
                  str(self._place / "out"), *map(str, files))  # fmt: skip
        return [self._read(self._place / "out" / f"{file.stem}.txt") for file in files]

    def as_sheets(self, *files: Path) -> list[Path]:
        """What LibreOffice makes of tables in UTF-8, every cell read as text."""
        columns = "/".join(f"{number}/2" for number in range(1, 40))
        reader = f"CSV:44,34,UTF8,1,{columns}"
        self._run(f"--infilter={reader}", "--convert-to", "xlsx", "--outdir",
                  str(self._place / "out"), *map(str, files))  # fmt: skip
        return [self._place / "out" / f"{file.stem}.xlsx" for file in files]

    def judge(self, *files: Path) -> list[tuple[str, str, list[str]]]:
        """Of each file the text with all changes accepted, with all rejected, and the kinds of
        its tracked changes."""
        listed = self._place / "files"
        listed.write_text("\n".join(map(str, files)) + "\n", "utf-8")
        self._run(f"macro:///Standard.Judging.Judge({listed})")
        return [
            (
                self._read(Path(f"{file}.accepted.txt")),
                self._read(Path(f"{file}.rejected.txt")),
                self._read(Path(f"{file}.changes")).split(),
            )
            for file in files
        ]

    def _run(self, *said: str) -> None:
        profile = f"-env:UserInstallation=file://{self._place / 'profile'}"
        subprocess.run(
            [self._program, profile, "--headless", "--norestore", *said],
            check=True,
            capture_output=True,
            timeout=300,
        )

    def _read(self, path: Path) -> str:
        return path.read_text("utf-8-sig")
