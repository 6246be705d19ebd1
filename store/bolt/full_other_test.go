//go:build !linux

package bolt_test

// diskRoles: other systems have no mount namespaces, and the tests that need them are Linux's alone.
func diskRoles() map[string]func(args []string) error { return nil }
