	return frob_write(frob, FROB_START);
}

static struct attribute *frob_attrs[] = {
	NULL
};
