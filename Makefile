# Only wraps pipeline/bootstrap.py, which also runs where there is no make:
#   python3 -m pipeline.bootstrap run
PYTHON ?= python3
# The script itself tells a Python too old for the program; one too old to read it is told here.
OLD = echo "Belum bisa: $(PYTHON) tidak ada atau terlalu lama; perlu Python 3.11 atau lebih baru."
GO = @$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 7))" 2>&- || { $(OLD); exit 2; }; \
	$(PYTHON) -m pipeline.bootstrap

.DEFAULT_GOAL := help
.PHONY: help run test test-all test-peers serve setup format pictures clean

run:  ## Pasang semuanya, lalu gladi seluruh SOP (build/site, build/paket, build/gladi)
	$(GO) run

test:  ## Pasang semuanya, lalu semua pemeriksaan: format, lint, tipe, uji
	$(GO) test

test-all:  ## Sama, ditambah uji yang lama
	$(GO) test-all

test-peers:  ## Uji Bluesky melawan server rujukannya (perlu Node)
	$(GO) test-peers

serve:  ## Pratinjau halaman sambil menulis
	$(GO) serve

setup:  ## Hanya memasang; sesudahnya .venv/bin/redaksi dapat dipakai
	$(GO) setup

format:  ## Rapikan kode
	$(GO) format

pictures:  ## Ambil lagi gambar buku pegangan dari layar alat ini (perlu Chromium)
	$(GO) pictures

clean:  ## Hapus isi build: semuanya dapat dibuat lagi
	@find build -mindepth 1 ! -path build/docs ! -path build/docs/.gitkeep -delete
	@echo "Folder build sudah kosong."

help:  ## Tampilkan daftar ini
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
