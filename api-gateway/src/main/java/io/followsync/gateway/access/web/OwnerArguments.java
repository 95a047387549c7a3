package io.followsync.gateway.access.web;

import java.util.Arrays;
import java.util.Set;

import io.followsync.gateway.access.BrowserSession;
import io.followsync.gateway.access.Owner;
import io.followsync.gateway.access.OwnerAuthentication;
import io.followsync.gateway.access.OwnerAuthentication.Authenticated;
import io.followsync.gateway.access.Visitor;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;

/**
 * Resolves {@link Owner}, {@link BrowserSession} and {@link Visitor}, and names their
 * credentials in the OpenAPI document.
 */
@Configuration(proxyBeanMethods = false)
class OwnerArguments implements WebFluxConfigurer, HandlerMethodArgumentResolver {

	private static final Set<Class<?>> RESOLVED = Set.of(Owner.class, BrowserSession.class, Visitor.class);

	static {
		SpringDocUtils.getConfig().addRequestWrapperToIgnore(RESOLVED.toArray(Class<?>[]::new));
	}

	private final OwnerAuthentication authentication;

	OwnerArguments(OwnerAuthentication authentication) {
		this.authentication = authentication;
	}

	@Bean
	static OperationCustomizer documentedCredentials() {
		return OwnerArguments::addCredentials;
	}

	@Override
	public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
		configurer.addCustomResolver(this);
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return RESOLVED.contains(parameter.getParameterType());
	}

	@Override
	public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
		Mono<Authenticated> caller = this.authentication.authenticate(exchange.getRequest())
			.doOnNext((authenticated) -> answerCookie(authenticated, exchange));
		if (parameter.getParameterType() == Visitor.class) {
			return caller.<Object>map(OwnerArguments::visitor).defaultIfEmpty(new Visitor(null));
		}
		return caller.switchIfEmpty(Mono.error(() -> signInRequired(exchange)))
			.map((authenticated) -> (parameter.getParameterType() == Owner.class) ? owner(authenticated)
					: browser(authenticated));
	}

	private static void answerCookie(Authenticated authenticated, ServerWebExchange exchange) {
		ResponseCookie cookie = (authenticated instanceof Authenticated.Browser browser) ? browser.cookie() : null;
		if (cookie != null) {
			exchange.getResponse().addCookie(cookie);
		}
	}

	private static Object visitor(Authenticated caller) {
		return new Visitor((caller instanceof Authenticated.Browser browser) ? browser.session() : null);
	}

	private static Object owner(Authenticated caller) {
		return switch (caller) {
			case Authenticated.Client client -> client.owner();
			case Authenticated.Browser browser -> browser.session().asOwner();
		};
	}

	private static Object browser(Authenticated caller) {
		if (caller instanceof Authenticated.Browser browser) {
			return browser.session();
		}
		throw new ApiException(ErrorCode.BROWSER_REQUIRED);
	}

	private static ApiException signInRequired(ServerWebExchange exchange) {
		exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"owners\"");
		return new ApiException(ErrorCode.SIGN_IN_REQUIRED);
	}

	private static Operation addCredentials(Operation operation, HandlerMethod method) {
		Set<Class<?>> parameters = Set.copyOf(Arrays.asList(method.getMethod().getParameterTypes()));
		if (parameters.contains(Owner.class) || parameters.contains(BrowserSession.class)) {
			operation.addSecurityItem(new SecurityRequirement().addList("session"));
		}
		if (parameters.contains(Owner.class)) {
			operation.addSecurityItem(new SecurityRequirement().addList("token"));
		}
		return operation;
	}

}
