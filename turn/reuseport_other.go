//go:build !linux

package turn

import "syscall"

const canShareLoad = false

func shareLoad(_, _ string, _ syscall.RawConn) error { return nil }
