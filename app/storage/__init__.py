"""Files and the log on disk. Knows no Qt; may use nothing of Footwell but `app.core`."""
