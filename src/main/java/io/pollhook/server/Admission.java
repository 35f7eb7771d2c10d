package io.pollhook.server;

import io.pollhook.provisioning.Problem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * Decides by a request's header alone whether its body is read. An API call without valid
 * credentials gets a 401, whatever else may be wrong with it.
 */
final class Admission implements Handler<RoutingContext> {
  /** The prefix of the API's paths. */
  static final String API = "/elements/api-v2/";

  private final Authenticator authenticator;
  private final ApiPaths paths;
  private final Sessions sessions;
  private final WrongSecrets wrongSecrets;
  private final Connections connections;

  /**
   * Takes the collaborators that identify callers.
   *
   * @param paths the paths below the API's base path
   */
  Admission(
      Authenticator authenticator,
      ApiPaths paths,
      Sessions sessions,
      WrongSecrets wrongSecrets,
      Connections connections) {
    this.authenticator = authenticator;
    this.paths = paths;
    this.sessions = sessions;
    this.wrongSecrets = wrongSecrets;
    this.connections = connections;
  }

  @Override
  public void handle(RoutingContext call) {
    String header = call.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (!isOfTheApi(call) || (header == null && isOpen(call))) {
      Caller.STRANGER.enter(call);
      call.next();
      return;
    }
    call.request().pause();
    authenticate(call, header)
        .onSuccess(caller -> admit(call, caller))
        .onFailure(failure -> refuse(call, failure));
  }

  private static boolean isOfTheApi(RoutingContext call) {
    return call.normalizedPath().startsWith(API);
  }

  /** Browsers send OPTIONS without credentials to ask whether a call is allowed. */
  private boolean isOpen(RoutingContext call) {
    return call.request().method().equals(HttpMethod.OPTIONS)
        || paths.isOpen(call.normalizedPath().substring(API.length() - 1));
  }

  private Future<Caller> authenticate(RoutingContext call, String header) {
    return header == null
        ? sessions
            .isSignedIn(call)
            .compose(
                signedIn ->
                    signedIn
                        ? Future.succeededFuture(Caller.ACCOUNT)
                        : authenticate(call, Authorization.parse("")))
        : authenticate(call, Authorization.parse(header));
  }

  private Future<Caller> authenticate(RoutingContext call, Authorization header) {
    try {
      authenticator.checkSecrets(header);
      return header.element().isPresent()
          ? call.vertx().executeBlocking(() -> authenticator.caller(header), false)
          : Future.succeededFuture(authenticator.caller(header));
    } catch (WrongSecretException | Problem e) {
      return Future.failedFuture(e);
    }
  }

  private void admit(RoutingContext call, Caller caller) {
    connections.busy(call.request().connection());
    caller.enter(call);
    call.next();
  }

  private void refuse(RoutingContext call, Throwable failure) {
    if (failure instanceof WrongSecretException wrong) {
      wrongSecrets.refuse(call, Authenticator.unauthorized(wrong.getMessage()));
    } else if (failure instanceof Problem problem) {
      Answers.refuse(call, problem);
    } else {
      call.fail(failure);
    }
  }
}
