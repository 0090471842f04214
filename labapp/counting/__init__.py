"""Ballots in, an explained Outcome out: pure, exact, and importing nothing of ours but itself."""
