// SPDX-License-Identifier: GPL-2.0
#include "frob.h"

static int frob_start(struct frob *frob)
{
	int ret;

	ret = clk_prepare_enable(frob->clk);
	if (ret)
		return ret;

	ret = frob_boot(frob);
	if (ret)
		goto err_clk;

	return 0;

err_clk:
	clk_disable_unprepare(frob->clk);
	return ret;
}

static int frob_mode(struct frob *frob, int mode)
{
	int ret;

	mutex_lock(&frob->lock);
	ret = frob_send_mode(frob, mode);
	mutex_unlock(&frob->lock);
	return ret;
}
