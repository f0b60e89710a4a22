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
    name, here = _name("minibridge tests"), _name(ADDRESS)
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(ADDRESS))])
    root = _signed(_certificate(name, name, authority, x509.BasicConstraints(True, 0), _MAY_SIGN), authority)
    chain = _signed(_certificate(here, name, key, x509.BasicConstraints(False, None), names), authority)
    for file, content in (("root.pem", _pem(root)), ("server.pem", _pem(chain) + _key_pem(key))):
        (folder / file).write_bytes(content)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "server.pem")
    return context, folder / "root.pem"


_MAY_SIGN = x509.KeyUsage(False, False, False, False, False, True, True, False, False)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey, *extensions: x509.ExtensionType
) -> x509.CertificateBuilder:
    now, public = datetime.datetime.now(datetime.timezone.utc), key.public_key()
    until, number = now + datetime.timedelta(days=1), x509.random_serial_number()
    made = x509.CertificateBuilder(issuer, subject, public, number, now, until)
    for extension in (x509.SubjectKeyIdentifier.from_public_key(public), *extensions):
        critical = isinstance(extension, (x509.BasicConstraints, x509.KeyUsage))
        made = made.add_extension(extension, critical=critical)
    return made


def _signed(builder: x509.CertificateBuilder, authority: rsa.RSAPrivateKey) -> x509.Certificate:
    whose = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())
    return builder.add_extension(whose, critical=False).sign(authority, hashes.SHA256())


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: rsa.RSAPrivateKey) -> bytes:
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
