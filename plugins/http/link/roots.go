package link

import (
	"crypto/x509"
	"fmt"
	"os"
	"path/filepath"
)

// readRoots gives the system's certificates and those of the files and folders
// given; nil, which means the system's, if none are. Go itself reads
// SSL_CERT_FILE and SSL_CERT_DIR for the system's.
func readRoots(paths []string) (*x509.CertPool, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	roots, err := x509.SystemCertPool()
	if err != nil {
		return nil, fmt.Errorf("reading the system's certificates: %w", err)
	}
	for _, path := range paths {
		if err := addRoots(roots, path); err != nil {
			return nil, err
		}
	}
	return roots, nil
}

func addRoots(roots *x509.CertPool, path string) error {
	files := []string{path}
	if entries, err := os.ReadDir(path); err == nil { // a folder
		files = nil
		for _, entry := range entries {
			if !entry.IsDir() {
				files = append(files, filepath.Join(path, entry.Name()))
			}
		}
	}
	added := false
	for _, file := range files {
		pem, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("reading the certificates to trust: %w", err)
		}
		added = roots.AppendCertsFromPEM(pem) || added
	}
	if !added {
		return fmt.Errorf("reading the certificates to trust: %s holds none in PEM form", path)
	}
	return nil
}
