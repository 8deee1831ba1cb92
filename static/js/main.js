// Pages work without any of this; each module makes one thing swifter.
import { followReview } from "./imports.js";
import { followKeys } from "./keys.js";
import { followMatrix } from "./matrix.js";
import { quoteSelection } from "./notes.js";
import { followOutline } from "./outline.js";
import { findParagraph } from "./paragraph.js";
import { refreshProgress } from "./progress.js";
import { resolveInPlace } from "./resolve.js";
import { swapInPlace } from "./swap.js";
import { switchTheme } from "./theme.js";
import { followWindows } from "./windows.js";

followKeys();
followReview();
followMatrix();
followOutline();
quoteSelection();
findParagraph();
refreshProgress();
resolveInPlace();
swapInPlace();
switchTheme();
followWindows();
