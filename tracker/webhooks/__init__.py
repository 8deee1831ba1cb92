"""Addresses that are told what happens: events become rows (``follower``), rows are sent
(``delivering``, ``sending``) to where they may go (``addresses``), signed (``signing``)."""
