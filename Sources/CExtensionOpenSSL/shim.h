#ifndef C_EXTENSION_OPENSSL_SHIM_H
#define C_EXTENSION_OPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

// Macros of OpenSSL that take arguments, or are made of such: Swift sees none of them.

static inline uint64_t extension_ssl_options(void) {
    return SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE;
}

static inline uint64_t extension_ssl_op_no_ticket(void) { return SSL_OP_NO_TICKET; }

static inline void extension_ssl_ctx_release_buffers(SSL_CTX *context) {
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
}

static inline void extension_ssl_ctx_session_cache_off(SSL_CTX *context) {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

static inline int extension_ssl_ctx_set_protocol_range(SSL_CTX *context, int minimum, int maximum) {
    return SSL_CTX_set_min_proto_version(context, minimum) && SSL_CTX_set_max_proto_version(context, maximum);
}

static inline int extension_ssl_set_server_name(SSL *ssl, const char *name) {
    return (int)SSL_set_tlsext_host_name(ssl, name);
}

static inline void extension_bio_set_retry_read(BIO *bio) { BIO_set_retry_read(bio); }

static inline void extension_bio_clear_retry(BIO *bio) { BIO_clear_retry_flags(bio); }

#endif
