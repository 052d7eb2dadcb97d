static int frob_probe(struct platform_device *pdev)
{
	struct frob *frob = frob_get(pdev);
	int ret = -ENODEV;

	frob->irq = platform_get_irq(pdev, 0);
	if (frob->irq < 0) {
		dev_err(&pdev->dev, "no interrupt\n");
		ret = -ENXIO;
		goto err_put;
	}
	frob->clk = devm_clk_get(&pdev->dev, NULL);
	if (IS_ERR(frob->clk))
		goto err_put;

	return 0;

err_put:
	frob_put(frob);
	return ret;
}
