"""What went over a network in a recording, as a capture that Wireshark and sngrep read."""
