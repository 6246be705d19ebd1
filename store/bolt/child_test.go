package bolt_test

func runChild() bool { return false }
