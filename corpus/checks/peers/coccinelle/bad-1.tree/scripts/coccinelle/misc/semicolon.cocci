// Says what the real one says of a semicolon that stands right behind a statement.
virtual report

@twice@
statement first;
position end, extra;
@@
first@end;@extra

@script:python depends on report@
end << twice.end;
extra << twice.extra;
@@
if extra[0].line == end[0].line_end:
	coccilib.report.print_report(extra[0], "Unneeded semicolon")
