//go:build !linux

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "the network lab does not run here: it is made of Linux network namespaces")
	os.Exit(3)
}
