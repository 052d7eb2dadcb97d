int frob_register(struct platform_device *pdev, const struct frob_regs *regs);
