package turn

func newEngine(s *Server) engine { return &portableEngine{server: s} }
