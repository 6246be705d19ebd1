//go:build !linux

package turn

func newEngine(s *Server) (engine, error) { return newPortableEngine(s) }
