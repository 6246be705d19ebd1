package load

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// clockTick is the unit of times in /proc (USER_HZ, which is 100 on every Linux).
const clockTick = 10 * time.Millisecond

// process is the server's, if it is on this machine and that is a Linux; 0 for unknown.
type process int

// memory is its resident set in bytes.
func (p process) memory() (int64, error) {
	fields, err := p.read("statm")
	if err != nil || len(fields) < 2 {
		return 0, err
	}
	pages, err := strconv.ParseInt(fields[1], 10, 64)
	return pages * int64(os.Getpagesize()), err
}

// time is the processor time that it has taken so far.
func (p process) time() (time.Duration, error) {
	fields, err := p.read("stat")
	if err != nil {
		return 0, err
	}
	var ticks int64
	// utime and stime are 11 and 12 fields after the name in parentheses (proc_pid_stat(5)).
	for i, field := range fields {
		if strings.HasSuffix(field, ")") && len(fields) > i+13 {
			user, err := strconv.ParseInt(fields[i+12], 10, 64)
			if err != nil {
				return 0, err
			}
			system, err := strconv.ParseInt(fields[i+13], 10, 64)
			if err != nil {
				return 0, err
			}
			ticks = user + system
		}
	}
	return time.Duration(ticks) * clockTick, nil
}

func (p process) read(file string) ([]string, error) {
	if p == 0 {
		return nil, nil
	}
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", int(p), file))
	return strings.Fields(string(raw)), err
}
