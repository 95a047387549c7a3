package io.followsync.gateway.page;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;

@Configuration(proxyBeanMethods = false)
class PageConfiguration {

	@Bean
	ServerHttpHeadersWriter contentPolicy() {
		return new ContentPolicy();
	}

}
