package dev.ninestep.step;

import static dev.ninestep.event.Refusal.AUTH_METHOD_NOT_OFFERED;
import static dev.ninestep.event.Refusal.BODY_TOO_LARGE;
import static dev.ninestep.event.Refusal.CLIENT_KEYS_NOT_FIT;
import static dev.ninestep.event.Refusal.CLIENT_NAME_NOT_FIT;
import static dev.ninestep.event.Refusal.GRANT_TYPE_NOT_OFFERED;
import static dev.ninestep.event.Refusal.METADATA_URL_NOT_ALLOWED;
import static dev.ninestep.event.Refusal.METHOD_NOT_ALLOWED;
import static dev.ninestep.event.Refusal.REDIRECT_URIS_MISSING;
import static dev.ninestep.event.Refusal.REDIRECT_URI_NOT_ALLOWED;
import static dev.ninestep.event.Refusal.REGISTRATION_MALFORMED;
import static dev.ninestep.event.Refusal.REGISTRATION_NOT_JSON;
import static dev.ninestep.event.Refusal.RESPONSE_TYPE_NOT_OFFERED;
import static dev.ninestep.event.Refusal.SCOPE_MALFORMED;
import static dev.ninestep.event.Refusal.SOFTWARE_STATEMENT_NOT_TRUSTED;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Step;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistrationRefusalsTest {

  static Stream<RefusalCase> cases() {
    return Stream.of(
            Stream.of(
                typed("REG-21 text", "text/plain", REGISTRATION_NOT_JSON),
                typed("REG-21 a form", "application/x-www-form-urlencoded", REGISTRATION_NOT_JSON),
                body("not JSON", "{", REGISTRATION_MALFORMED),
                body("nothing", "", REGISTRATION_MALFORMED),
                body("a bare array", "[]", REGISTRATION_MALFORMED),
                body("two objects", "{\"redirect_uris\":[]}{}", REGISTRATION_MALFORMED),
                body(
                    "REG-12 a member twice",
                    "{\"redirect_uris\":[\"https://a/\"],\"redirect_uris\":[\"https://b/\"]}",
                    REGISTRATION_MALFORMED),
                body(
                    "REG-22 too deep",
                    "{\"x\":" + "[".repeat(32) + "]".repeat(32) + "}",
                    REGISTRATION_MALFORMED),
                body("REG-22 17 KiB", "{" + " ".repeat(17 * 1024) + "}", BODY_TOO_LARGE),
                body("REG-02 no redirect_uris", "{}", REDIRECT_URIS_MISSING),
                body("REG-02 an empty list", "{\"redirect_uris\":[]}", REDIRECT_URIS_MISSING),
                body("redirect_uris no list", "{\"redirect_uris\":\"a\"}", REGISTRATION_MALFORMED),
                body("redirect_uris of 1", "{\"redirect_uris\":[1]}", REGISTRATION_MALFORMED),
                uris("REG-22 eleven redirect URIs", REGISTRATION_MALFORMED, elevenUris()),
                member("client_name no string", "\"client_name\":{}", REGISTRATION_MALFORMED),
                member("REG-19 blank", "\"client_name\":\" \"", CLIENT_NAME_NOT_FIT),
                member("REG-19 empty", "\"client_name\":\"\"", CLIENT_NAME_NOT_FIT),
                member("REG-19 bidi", "\"client_name\":\"a\\u202eb\"", CLIENT_NAME_NOT_FIT),
                member("REG-19 zero width", "\"client_name\":\"a\\u200bb\"", CLIENT_NAME_NOT_FIT),
                member("REG-14", "\"grant_types\":[\"implicit\"]", GRANT_TYPE_NOT_OFFERED),
                member("REG-14 password", "\"grant_types\":[\"password\"]", GRANT_TYPE_NOT_OFFERED),
                member("REG-19 tab", "\"client_name\":\"a\\u0009b\"", CLIENT_NAME_NOT_FIT),
                member("REG-19 NUL", "\"client_name\":\"a\\u0000b\"", CLIENT_NAME_NOT_FIT),
                member("REG-19 escape", "\"client_name\":\"\\u009bb\"", CLIENT_NAME_NOT_FIT),
                member(
                    "REG-19 201 characters",
                    "\"client_name\":\"" + "a".repeat(201) + "\"",
                    CLIENT_NAME_NOT_FIT),
                member("REG-15", "\"response_types\":[\"token\"]", RESPONSE_TYPE_NOT_OFFERED),
                member(
                    "REG-15 both",
                    "\"response_types\":[\"code\",\"id_token\"]",
                    RESPONSE_TYPE_NOT_OFFERED),
                member(
                    "REG-15 a code without its grant",
                    "\"grant_types\":[\"refresh_token\"],\"response_types\":[\"code\"]",
                    GRANT_TYPE_NOT_OFFERED),
                body(
                    "REG-15 a code for a client without a user",
                    "{\"grant_types\":[\"urn:ietf:params:oauth:grant-type:jwt-bearer\"],"
                        + "\"response_types\":[\"code\"]}",
                    RESPONSE_TYPE_NOT_OFFERED),
                member(
                    "mutual TLS",
                    "\"token_endpoint_auth_method\":\"tls_client_auth\"",
                    AUTH_METHOD_NOT_OFFERED),
                member(
                    "REG-16 no keys",
                    "\"token_endpoint_auth_method\":\"private_key_jwt\"",
                    CLIENT_KEYS_NOT_FIT),
                member("REG-16 a bare array", "\"jwks\":[]", CLIENT_KEYS_NOT_FIT),
                member(
                    "REG-16 a private key",
                    "\"jwks\":{\"keys\":[{\"kty\":\"EC\",\"d\":\"x\"}]}",
                    CLIENT_KEYS_NOT_FIT),
                member(
                    "REG-16 a symmetric key",
                    "\"jwks\":{\"keys\":[{\"kty\":\"oct\"}]}",
                    CLIENT_KEYS_NOT_FIT),
                member(
                    "REG-17", "\"logo_uri\":\"http://a.example/l.png\"", METADATA_URL_NOT_ALLOWED),
                member(
                    "REG-17 jwks_uri", "\"jwks_uri\":\"https://[::1]/\"", METADATA_URL_NOT_ALLOWED),
                member(
                    "REG-29",
                    "\"software_statement\":\"e30.e30.x\"",
                    SOFTWARE_STATEMENT_NOT_TRUSTED),
                member("REG-18 no scope", "\"scope\":\"a\\\"b\"", SCOPE_MALFORMED)),
            notAllowedUris().map(uri -> uris(uri, REDIRECT_URI_NOT_ALLOWED, uri)),
            Stream.of("GET", "PUT", "DELETE")
                .map(method ->
                    json(
                        "REG-28 " + method,
                        METHOD_NOT_ALLOWED,
                        server -> server.send(method, "/register"))))
        .flatMap(cases -> cases);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedByNameAndTheLogIsTold(RefusalCase wrong) {
    wrong.verify();
  }

  /// REG-03, REG-04, REG-05, REG-06, REG-07, REG-08, REG-09, REG-10, REG-11.
  private static Stream<String> notAllowedUris() {
    return Stream.of(
        "https://a.example/cb#f",
        "https://a.example/cb#",
        "/cb",
        "a.example/cb",
        "http://a.example/cb",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "%6aavascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://a.example/x",
        "about:blank",
        "myapp:/cb",
        "https://good@evil.example/cb",
        "https://*.example.com/cb",
        "https://example.com/*",
        "http://127.1/cb",
        "http://2130706433/cb",
        "http://0x7f.0.0.1/cb",
        "http://[::ffff:127.0.0.1]/cb",
        "http://localhost.evil.example/cb",
        "http://127.0.0.2/cb",
        "https://a.example/../cb",
        "https://a.example/%2e%2E/cb",
        "https://a.example\\\\cb",
        "https://a.example/c\\r\\nb",
        "https://a.example/c\\u0000b",
        "https://b\\u00fccher.example/cb",
        "https://a.example/" + "c".repeat(2_048));
  }

  private static String elevenUris() {
    return String.join("\",\"", Collections.nCopies(11, "https://a.example/cb"));
  }

  private static RefusalCase typed(String name, String type, Refusal refusal) {
    return json(name, refusal, server -> server.post("/register", type, "{}"));
  }

  private static RefusalCase body(String name, String body, Refusal refusal) {
    return json(name, refusal, server -> server.post("/register", "application/json", body));
  }

  private static RefusalCase uris(String name, Refusal refusal, String uris) {
    return body(name, "{\"redirect_uris\":[\"" + uris + "\"]}", refusal);
  }

  private static RefusalCase member(String name, String member, Refusal refusal) {
    return body(name, "{\"redirect_uris\":[\"https://a.example/cb\"]," + member + "}", refusal);
  }

  private static RefusalCase json(
      String name, Refusal refusal, Function<TestServer, HttpResponse<String>> request) {
    return new RefusalCase(name, refusal, Step.REGISTRATION, Face.JSON, request);
  }
}
