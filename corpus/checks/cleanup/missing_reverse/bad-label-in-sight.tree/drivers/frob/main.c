#include "frob.h"

static int frob_log(struct frob *frob)
{
	int ret;

	mutex_lock(&frob->lock);
	ret = frob_read(frob);
	if (ret)
		goto out_unlock;

	frob_print(frob);

out_unlock:
	mutex_unlock(&frob->lock);
	return ret;
}

static int frob_load(struct frob *frob)
{
	u8 *buf;
	int ret;

	mutex_lock(&frob->lock);
	buf = kmalloc(frob->size, GFP_KERNEL);
	if (!buf) {
		mutex_unlock(&frob->lock);
		return -ENOMEM;
	}

	ret = frob_fill(frob, buf);
	if (ret)
		goto out_free;

	ret = frob_send(frob, buf);

out_free:
	kfree(buf);
	mutex_unlock(&frob->lock);
	return ret;
}
