static const struct of_device_id frob_of_match[] = {
	{ .compatible = "acme,frob1" },
	{ .compatible = "acme,frob2" },
	{ .compatible = "acme,frob3" },
	{ .compatible = "acme,frob4" },
	{ .compatible = "acme,frob6" },
	{ }
};
