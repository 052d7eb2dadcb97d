#!/usr/bin/perl
# Says what the real one says of white space at the end of added lines.
while (<STDIN>) {
	print "-:$.: ERROR:TRAILING_WHITESPACE: trailing whitespace\n" if /^\+.*[ \t]$/;
	print "-:$.: CHECK:BIT_MACRO: Prefer using the BIT macro\n" if /^\+.*1 << /;
}
print "total: 1 errors, 1 warnings, 0 checks, $. lines checked\n";
