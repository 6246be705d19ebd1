package probe

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"
	"text/tabwriter"
	"time"

	"github.com/tandem-cobrowse/tandem/turn"
	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
	"github.com/tandem-cobrowse/tandem/turn/internal/turnclient"
)

// Write prints one line a check, and below those that failed what to do.
func Write(w io.Writer, checks []Check) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, c := range checks {
		mark := "ok"
		if !c.OK {
			mark = "FAIL"
		}
		if _, err := fmt.Fprintf(tw, "%s\t%s\t%v\t%s\n", mark, c.What, c.Took.Round(time.Millisecond), c.Detail); err != nil {
			return err
		}
		if c.Remedy != "" {
			if _, err := fmt.Fprintf(tw, "\t→ %s\t\t\n", c.Remedy); err != nil {
				return err
			}
		}
	}
	return tw.Flush()
}

// remedy says what to do about an error.
func (t target) remedy(err error) string {
	proto := "TCP"
	if t.url.transport == turn.UDP {
		proto = "UDP"
	}
	var refused *turnclient.Refused
	var certificate *tls.CertificateVerificationError
	var ne net.Error
	switch {
	case errors.As(err, &refused):
		return refusal(refused.Code)
	case errors.As(err, &certificate):
		return fmt.Sprintf("Give the server a certificate for %s that browsers trust.", t.url.host)
	case errors.Is(err, errPrivateRelay):
		return "Tell the server its public address: --turn-external-ip."
	case errors.Is(err, errNotRelayed):
		return "This is a fault of the server: look into its log and metrics (tandem_turn_dropped_total)."
	case errors.Is(err, errWayIn):
		return "Take the range out of the addresses that the relay is allowed to reach."
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Sprintf("Nothing listens on %s port %d: is the server running, and is this its port?", proto, t.url.port)
	case errors.Is(err, turnclient.ErrNoAnswer), errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, net.ErrClosed), errors.As(err, &ne) && ne.Timeout():
		return fmt.Sprintf("No answer: open %s port %d in the firewall, from everywhere.", proto, t.url.port)
	default:
		return fmt.Sprintf("Is it really Tandem that listens on %s port %d?", proto, t.url.port)
	}
}

func refusal(code stun.Code) string {
	switch code {
	case stun.Unauthorized:
		return "The server does not know our secret: use its data file, and compare the clocks of both machines."
	case stun.QuotaReached, stun.InsufficientCapacity:
		return "The server is full: raise its limits or its relay port range, or look for who uses it up."
	case stun.FamilyNotSupported:
		return "The server relays over the other address family only: give it a relay address of this one."
	default:
		return fmt.Sprintf("The server refuses with %d: compare its version with this one's.", code)
	}
}
