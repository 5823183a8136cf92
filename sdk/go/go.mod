module github.com/keyward/keyward/sdk/go

go 1.19
