package io.followsync.gateway.operations;

import java.net.InetAddress;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ClientAddress;
import io.followsync.gateway.edge.ErrorCode;
import reactor.core.publisher.Mono;

import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/**
 * Only the operators' calls need a credential here. Access to a job takes only its
 * capability, which is checked by looking it up; owners are verified where a call has
 * them as a parameter (package {@code access}), against forged cross-site requests, too.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

	private static final String[] OPERATOR_CALLS = { "/api/debug/**", "/api/jobs", "/api/cleanup" };

	@Bean
	SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http, OperatorAuthentication.Properties properties,
			ServerProperties server, OperatorAuthentication authentication, AttemptLimiter attempts,
			ClientAddress address, ServerHttpHeadersWriter pageHeaders) {
		requireLoopback(properties, server);
		return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
			.formLogin(ServerHttpSecurity.FormLoginSpec::disable)
			.httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
			.logout(ServerHttpSecurity.LogoutSpec::disable)
			.requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
			.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
			.headers((headers) -> headers.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.NO_REFERRER))
				.writer(pageHeaders))
			.authorizeExchange((calls) -> {
				if (!properties.open()) {
					calls.pathMatchers(OPERATOR_CALLS).authenticated();
				}
				calls.anyExchange().permitAll();
			})
			.exceptionHandling((errors) -> errors.authenticationEntryPoint(askForCredential()))
			.addFilterAt(authenticationFilter(authentication, attempts, address),
					SecurityWebFiltersOrder.AUTHENTICATION)
			.build();
	}

	// By default every call holds an observation for each of the security filters.
	@Bean
	SecurityObservationSettings securityObservations() {
		return SecurityObservationSettings.noObservations();
	}

	private static AuthenticationWebFilter authenticationFilter(OperatorAuthentication authentication,
			AttemptLimiter attempts, ClientAddress address) {
		AuthenticationWebFilter filter = new AuthenticationWebFilter(authentication);
		filter.setRequiresAuthenticationMatcher(ServerWebExchangeMatchers.pathMatchers(OPERATOR_CALLS));
		filter.setServerAuthenticationConverter((exchange) -> authentication.convert(exchange)
			.doOnNext((credential) -> attempts.take(address.of(exchange.getRequest()))));
		filter.setAuthenticationSuccessHandler((call, operator) -> {
			attempts.refund(address.of(call.getExchange().getRequest()));
			return call.getChain().filter(call.getExchange());
		});
		filter.setAuthenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(askForCredential()));
		return filter;
	}

	private static ServerAuthenticationEntryPoint askForCredential() {
		return (exchange, error) -> {
			exchange.getResponse()
				.getHeaders()
				.set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"operators\", Bearer realm=\"operators\"");
			return Mono.error(new ApiException(ErrorCode.OPERATORS_ONLY));
		};
	}

	private static void requireLoopback(OperatorAuthentication.Properties properties, ServerProperties server) {
		InetAddress address = server.getAddress();
		if (properties.open() && (address == null || !address.isLoopbackAddress())) {
			throw new IllegalStateException(
					"followsync.operators.open lets anybody in, so server.address must be a loopback address");
		}
	}

}
