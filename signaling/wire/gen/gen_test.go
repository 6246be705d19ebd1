package main

import "testing"

func TestCommittedSchemaIsCurrent(t *testing.T) {
	t.Chdir("..") // where go generate runs it
	if err := run(wireDir, true); err != nil {
		t.Fatal(err)
	}
}
