"""From raw messages to series: mail, subject, body, diff, series."""
