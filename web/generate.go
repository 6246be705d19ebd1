package web

// The Go side of openapi.yaml. The TypeScript side comes out of assets/generate.mjs.
//go:generate go run github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2 -config oapi-codegen.yaml openapi.yaml
