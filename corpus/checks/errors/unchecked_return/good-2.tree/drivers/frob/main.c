static int frob_resume(struct frob *frob)
{
	clk_enable(frob->clk);
	frob_write(frob, FROB_CTRL, 1);

	return 0;
}
