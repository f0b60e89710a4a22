"""A certificate for loopback, signed by an authority made for one run."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

ADDRESS = "127.0.0.1"


def tls_in(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """What a server needs to be at loopback by HTTPS, and the file of whom its clients have to trust."""
    authority, key = _key(), _key()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "minibridge tests")])
    root = _signed(_certificate(name, name, authority).add_extension(_IS_AUTHORITY, critical=True), authority)
    here = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, ADDRESS)])
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(ADDRESS))])
    chain = _signed(_certificate(here, name, key).add_extension(names, critical=False), authority)
    for file, content in (("root.pem", _pem(root)), ("server.pem", _pem(chain) + _key_pem(key))):
        (folder / file).write_bytes(content)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "server.pem")
    return context, folder / "root.pem"


_IS_AUTHORITY = x509.BasicConstraints(ca=True, path_length=0)


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _certificate(subject: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.timezone.utc)
    return x509.CertificateBuilder(
        issuer, subject, key.public_key(), x509.random_serial_number(), now, now + datetime.timedelta(days=1)
    )


def _signed(builder: x509.CertificateBuilder, key: rsa.RSAPrivateKey) -> x509.Certificate:
    return builder.sign(key, hashes.SHA256())


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: rsa.RSAPrivateKey) -> bytes:
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
