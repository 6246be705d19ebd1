package main

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"slices"

	"github.com/tandem-cobrowse/tandem/assets/demo"
	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/store"
)

// demoKey is the demo shop's key as a site.
const demoKey = "demo"

// openDemo returns the demo shop, nil if it is off or an administrator has removed its site. The site is made at the first start, and
// allowed at the origins that this start answers on.
func openDemo(ctx context.Context, on bool, server store.Bucket, d *desk.Desk, origins []string, dist fs.FS) (http.Handler, error) {
	if !on {
		return nil, nil
	}
	_, err := server.Create(ctx, keyDemoCreated, nil, 0)
	first := err == nil
	if err != nil && !errors.Is(err, store.ErrExists) {
		return nil, err
	}
	site, err := d.SiteByKey(ctx, demoKey)
	switch {
	case errors.Is(err, desk.ErrNotFound) && first:
		_, err = d.AddSite(ctx, desk.NewSite{Name: "Saltgrove Pottery (demo)", Key: demoKey, Origins: origins, Ask: true})
	case errors.Is(err, desk.ErrNotFound):
		return nil, nil
	case err == nil:
		err = d.SetOrigins(ctx, site.ID, append(origins, elsewhere(site.Origins)...))
	}
	if err != nil {
		return nil, err
	}
	static, err := fs.Sub(dist, "demo")
	if err != nil {
		return nil, err
	}
	sdk := func(*http.Request) string { return "/sdk.js" }
	return demo.New(demo.Config{Base: "/demo", SDK: sdk, SiteKey: demoKey, Static: static}), nil
}

// elsewhere leaves out the loopback origins of earlier starts, perhaps on another port.
func elsewhere(origins []string) []string {
	return slices.DeleteFunc(slices.Clone(origins), func(o string) bool {
		u, err := url.Parse(o)
		return err != nil || isLoopbackName(u.Hostname())
	})
}
