package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// newRegistry has what every Go program tells, and, as parts of the server add to it, the rest.
func newRegistry() *prometheus.Registry {
	r := prometheus.NewRegistry()
	r.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return r
}

// openMetrics answers Prometheus on an address of its own, which need not be, and by default is not, reachable for everybody.
func (h *house) openMetrics(ctx context.Context) error {
	if h.settings.MetricsListen == "" {
		return nil
	}
	var c net.ListenConfig
	l, err := c.Listen(ctx, "tcp", h.settings.MetricsListen)
	if err != nil {
		return fmt.Errorf("cannot answer Prometheus on %s: %w (--metrics-listen takes another address, or off)", h.settings.MetricsListen, err)
	}
	h.metricsAt = l.Addr().String()
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(h.registry, promhttp.HandlerOpts{}))
	h.serveAside(&http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}, l)
	return nil
}

// serveAside runs a small server beside the main one until the house is closed.
func (h *house) serveAside(server *http.Server, l net.Listener) {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	h.later(func() error {
		err := server.Close()
		if served := <-failed; !errors.Is(served, http.ErrServerClosed) {
			err = errors.Join(err, served)
		}
		return err
	})
}
