create database tribi_sandbox;
