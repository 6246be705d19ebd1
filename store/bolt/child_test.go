package bolt_test

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"testing"
)

// childEnv names what the test binary shall do instead of testing: to be killed, or to live with a full disk, takes a process of its own.
const childEnv = "TANDEM_BOLT_TEST_CHILD"

func roles() map[string]func(args []string) error {
	all := map[string]func(args []string) error{"write": childWrites, "hold": childHolds}
	maps.Copy(all, diskRoles())
	return all
}

func runChild() bool {
	run, ok := roles()[os.Getenv(childEnv)]
	if !ok {
		return false
	}
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return true
}

// child prepares a run of this test binary in that role.
func child(t *testing.T, role string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, args...)
	cmd.Env = append(os.Environ(), childEnv+"="+role)
	cmd.Stderr = os.Stderr
	return cmd
}
