# `make` is all that a visitor needs: it sets up what is missing, then serves the catalogue.
PORT ?= 8000
PYTHON ?= python3
py := .venv/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := run
.PHONY: run test benchmark curator load messages compile lint clean

# The site on http://localhost:8000/ (another port: `make PORT=8080`).
run: .venv/.installed compile
	@$(py) manage.py migrate --verbosity 1
	@$(py) manage.py shell --no-imports -c "import sys; from films.models import Film; sys.exit(0 if Film.objects.exists() else 3)"; \
		case $$? in 0) ;; 3) $(MAKE) --no-print-directory load ;; *) exit 1 ;; esac
	@$(py) manage.py collectstatic --noinput --verbosity 0
	@echo
	@echo "  Signal Lights · 信号灯    http://localhost:$(PORT)/"
	@echo "  The curators' desk        http://localhost:$(PORT)/admin/   (first: make curator)"
	@echo "  Stop with Ctrl-C."
	@echo
	@exec $(py) -m gunicorn --no-control-socket -w 2 --threads 2 -b 127.0.0.1:$(PORT) catalogue.wsgi

test: .venv/.installed compile
	$(py) -m pytest -n auto --dist loadfile

# How long pages take over many films: `make benchmark FILMS=50000`.
FILMS ?= 50000
benchmark: .venv/.installed compile
	$(py) -m tests.benchmark $(FILMS)

# An account for the admin.
curator: .venv/.installed
	@$(py) manage.py migrate --verbosity 0
	@$(py) manage.py createsuperuser

# Install the records from fixtures/, all or nothing. This sets every record in them back to what the files
# say, so it overwrites what curators have changed: `run` calls it for an empty archive only.
load: .venv/.installed
	@$(py) manage.py migrate --verbosity 0
	@$(py) manage.py loaddata terms sources countries agents tools corpora $(patsubst fixtures/%.json,%,$(sort $(wildcard fixtures/films/*.json))) comparisons dismissals

# Collect the words to translate (needs gettext), then edit */locale/zh_Hans/LC_MESSAGES/django.po. In a new
# file, delete the header's “fuzzy” mark. 'films/*.*' leaves out the app films but not templates/films.
messages: .venv/.installed
	mkdir -p films/locale catalogue/locale
	cd films && ../$(py) ../manage.py makemessages -l zh_Hans --no-wrap --no-location
	$(py) manage.py makemessages -l zh_Hans --no-wrap --no-location --ignore .venv --ignore var --ignore build --ignore 'films/*.*'

# Babel compiles the messages, so that running the site needs no gettext.
compile: .venv/.installed
	@for folder in films/locale catalogue/locale; do \
		if [ -d $$folder ]; then $(py) -m babel.messages.frontend -q compile -d $$folder -D django || exit 1; fi; \
	done

lint: .venv/.installed
	$(py) -m pip install --quiet '.[dev]'
	$(py) -m ruff check .
	$(py) -m ruff format --check .
	$(py) -m djlint --lint --quiet templates

# Leaves var/ alone: the database, uploads and the secret key are in it.
clean:
	rm -rf .venv build *.egg-info .pytest_cache .ruff_cache .hypothesis var/static
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find films catalogue -name '*.mo' -delete

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Signal Lights needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml | .venv/bin/python
	$(py) -m pip install --quiet '.[test]'
	@touch $@
