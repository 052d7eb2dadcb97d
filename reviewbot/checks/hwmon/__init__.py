"""What drivers of hardware monitors do with the values they show and take."""
