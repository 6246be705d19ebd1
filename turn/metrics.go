package turn

import (
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// Why a packet was dropped.
const (
	dropMalformed    = "malformed"
	dropTooLong      = "too_long"      // beyond maxPacket
	dropUnexpected   = "unexpected"    // a class or method that makes no sense at a server
	dropThrottled    = "throttled"     // a stranger has had enough answers
	dropBusy         = "busy"          // the queue of requests is full
	dropNoAllocation = "no_allocation" // of the client, or at the relay address that it sends to
	dropNoChannel    = "no_channel"
	dropNoPermission = "no_permission"
	dropRate         = "rate"
	dropConnection   = "connection" // a TCP connection beyond the caps
)

// direction is the way a packet took.
type direction int

const (
	toPeers direction = iota
	toClients
	betweenRelays
	directions
)

func (d direction) String() string { return [directions]string{"to_peer", "to_client", "hairpin"}[d] }

// metrics are the server's counters. Nothing in them points to a person.
type metrics struct {
	allocations *prometheus.GaugeVec   // by transport
	lifetime    prometheus.Histogram   // of ended allocations, seconds
	connections *prometheus.GaugeVec   // by transport
	drops       *prometheus.CounterVec // by cause
	denials     *prometheus.CounterVec // by class of peer address
	failures    *prometheus.CounterVec // of authentication, by reason
	refusals    *prometheus.CounterVec // by method and code

	packets, bytes [directions]prometheus.Counter
	packetsVec     *prometheus.CounterVec
	bytesVec       *prometheus.CounterVec
	cause          map[string]prometheus.Counter
}

func newMetrics() *metrics {
	gauge := func(name, help string, labels ...string) *prometheus.GaugeVec {
		return prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "tandem", Subsystem: "turn", Name: name, Help: help}, labels)
	}
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "tandem", Subsystem: "turn", Name: name, Help: help}, labels)
	}
	m := &metrics{
		allocations: gauge("allocations", "Allocations that exist now.", "transport"),
		connections: gauge("connections", "TCP and TLS connections that are open now.", "transport"),
		lifetime: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: "tandem", Subsystem: "turn", Name: "allocation_duration_seconds",
			Help: "How long allocations that have ended lived.", Buckets: []float64{1, 10, 60, 300, 900, 3600, 14400},
		}),
		drops:      counter("dropped_total", "Packets dropped, by cause.", "cause"),
		denials:    counter("denied_peers_total", "Peer addresses refused, by class.", "class"),
		failures:   counter("auth_failures_total", "Requests with credentials that were refused, by reason.", "reason"),
		refusals:   counter("refused_total", "Requests answered with an error, by method and code.", "method", "code"),
		packetsVec: counter("relayed_packets_total", "Packets relayed.", "direction"),
		bytesVec:   counter("relayed_bytes_total", "Payload relayed.", "direction"),
		cause:      make(map[string]prometheus.Counter),
	}
	for d := range directions {
		m.packets[d], m.bytes[d] = m.packetsVec.WithLabelValues(d.String()), m.bytesVec.WithLabelValues(d.String())
	}
	for _, c := range []string{
		dropMalformed, dropTooLong, dropUnexpected, dropThrottled, dropBusy, dropNoAllocation, dropNoChannel, dropNoPermission, dropRate, dropConnection,
	} {
		m.cause[c] = m.drops.WithLabelValues(c)
	}
	return m
}

// register hands the collectors over; unregister takes them back.
func (m *metrics) register(r prometheus.Registerer) error {
	if r == nil {
		return nil
	}
	for _, c := range m.collectors() {
		if err := r.Register(c); err != nil {
			m.unregister(r)
			return err
		}
	}
	return nil
}

func (m *metrics) unregister(r prometheus.Registerer) {
	if r == nil {
		return
	}
	for _, c := range m.collectors() {
		r.Unregister(c)
	}
}

func (m *metrics) collectors() []prometheus.Collector {
	return []prometheus.Collector{
		m.allocations, m.lifetime, m.connections, m.drops, m.denials, m.failures, m.refusals, m.packetsVec, m.bytesVec,
	}
}

func (m *metrics) dropped(cause string)     { m.cause[cause].Inc() }
func (m *metrics) deniedPeer(class string)  { m.denials.WithLabelValues(class).Inc() }
func (m *metrics) authFailed(reason string) { m.failures.WithLabelValues(reason).Inc() }

func (m *metrics) refused(method stun.Method, code stun.Code) {
	m.refusals.WithLabelValues(methodName(method), strconv.Itoa(int(code))).Inc()
}

func (m *metrics) relayed(d direction, n int) {
	m.packets[d].Inc()
	m.bytes[d].Add(float64(n))
}

func (m *metrics) began(a *allocation) {
	m.allocations.WithLabelValues(string(a.client.listener.transport)).Inc()
}

func (m *metrics) ended(a *allocation, now time.Time) {
	m.allocations.WithLabelValues(string(a.client.listener.transport)).Dec()
	m.lifetime.Observe(now.Sub(a.made).Seconds())
}

func methodName(m stun.Method) string {
	switch m {
	case stun.Binding:
		return "binding"
	case stun.Allocate:
		return "allocate"
	case stun.Refresh:
		return "refresh"
	case stun.CreatePermission:
		return "create_permission"
	case stun.ChannelBind:
		return "channel_bind"
	default:
		return "other"
	}
}
