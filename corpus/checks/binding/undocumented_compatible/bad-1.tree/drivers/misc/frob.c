	struct frob *frob = dev_get_drvdata(dev);

	return frob_read_id(frob);
}

static const struct of_device_id frob_of_match[] = {
	{ .compatible = "acme,frob" },
	{ }
};
