#include <linux/clk.h>
#include <linux/interrupt.h>
#include <linux/platform_device.h>
#include <linux/workqueue.h>

#include "frob.h"

static int frob_probe(struct platform_device *pdev)
{
	struct frob *frob;
	int ret;

	frob = devm_kzalloc(&pdev->dev, sizeof(*frob), GFP_KERNEL);
	if (!frob)
		return -ENOMEM;
	platform_set_drvdata(pdev, frob);

	frob->clk = devm_clk_get(&pdev->dev, NULL);
	if (IS_ERR(frob->clk))
		return PTR_ERR(frob->clk);

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

static void frob_remove(struct platform_device *pdev)
{
	struct frob *frob = platform_get_drvdata(pdev);

	frob_write(frob, FROB_CTRL, 0);
	clk_disable_unprepare(frob->clk);
}

static struct platform_driver frob_driver = {
	.driver = { .name = "frob" },
	.probe = frob_probe,
	.remove = frob_remove,
};
module_platform_driver(frob_driver);
