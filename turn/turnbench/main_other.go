//go:build !linux

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "turnbench: runs on Linux only: it binds processes to cores and reads the kernel's account of them")
	os.Exit(1)
}
