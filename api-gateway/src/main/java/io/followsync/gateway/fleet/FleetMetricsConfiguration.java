package io.followsync.gateway.fleet;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FleetMetricsProperties.class)
class FleetMetricsConfiguration {

}
