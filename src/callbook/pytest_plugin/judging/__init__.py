"""Judging the judgements: can each assertion of the steps fail, and does somebody notice where it cannot."""
