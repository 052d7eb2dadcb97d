	struct frob *frob = dev_get_drvdata(dev);

	return frob_read_id(frob);
}
