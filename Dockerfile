# One image for the web server and the workers; docker-compose.yml says what each runs.
FROM node:22-slim AS editor
WORKDIR /srv/assets
COPY assets/ ./
RUN npm ci --silent && npm run --silent build

FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/srv/static \
    VAR_DIR=/srv/var

WORKDIR /srv/tracker

COPY requirements.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check -r requirements.txt

COPY . .
COPY --from=editor /srv/static/built static/built
RUN SECRET_KEY="read by nothing that is kept" python manage.py collectstatic --noinput --verbosity 0 \
    && useradd --system --home-dir /srv/var --shell /usr/sbin/nologin tracker \
    && mkdir -p /srv/var \
    && chown tracker: /srv/var

USER tracker
VOLUME /srv/var
EXPOSE 8000

HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request as web; web.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]

CMD ["python", "manage.py", "serve", "--host", "0.0.0.0"]
