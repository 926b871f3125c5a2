# The names of the domain of the tests.
REALM=${REALM:-CORP.EXAMPLE}
DOMAIN=${DOMAIN:-CORP}              # NetBIOS name
DNS_DOMAIN=${DNS_DOMAIN:-corp.example}
DC_HOST=${DC_HOST:-dc1};  DC_IP=${DC_IP:-127.0.0.10}
WEB_HOST=${WEB_HOST:-scm}; WEB_IP=${WEB_IP:-127.0.0.20}
ADMIN_PW=${ADMIN_PW:-Rig-Adm1n!}
USER_PW=${USER_PW:-Rig-Us3r!}
