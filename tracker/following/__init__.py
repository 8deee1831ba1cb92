"""What people follow: visits are noted (``visits``), watches kept (``watching``), events become
notifications (``follower``, ``matching``), which are worded (``telling``) and mailed
(``digests``, ``mailing``)."""
